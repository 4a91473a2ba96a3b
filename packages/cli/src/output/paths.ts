export { shownPath } from '@highorder/files';
