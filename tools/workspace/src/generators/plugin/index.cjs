// Nx loads generators with require(), which cannot read TypeScript: this shim loads the real one with tsx.
module.exports = async (tree, options) => {
  const { tsImport } = await import('tsx/esm/api');
  const { default: generator } = await tsImport('./generator.ts', __filename);
  return generator(tree, options);
};
