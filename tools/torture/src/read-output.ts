/** Whether a text holds a stack trace of JavaScript, or what a process prints when it crashes. */
export function isStackTrace(text: string): boolean {
  return (
    /^\s*at .*(?::\d+:\d+\)?|\(<anonymous>\))$/m.test(text) ||
    /FATAL ERROR|^Node\.js v\d|Segmentation fault|core dumped/m.test(text)
  );
}

/** Whether a text names a file of a folder: by its path in it, or its own name. */
export function namesFile(text: string, file: string): boolean {
  const own = file.split('/').at(-1) ?? file;
  return text.includes(file) || text.includes(own);
}
