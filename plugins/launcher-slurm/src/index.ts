import slurm from './slurm.ts';

export default [slurm];
