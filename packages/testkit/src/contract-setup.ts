/** What a contract needs of a plugin: its name and how its component is made. */
export interface ComponentMaker<Component, Options, Given> {
  readonly name: string;
  make(options?: Options, services?: Given): Component;
}

/** How a contract makes the component. Both may be left out where the plugin asks for nothing. */
export interface ContractSetup<Options, Given> {
  /** Options as a user writes them. */
  readonly options?: Options;
  /** The services that the plugin needs. */
  readonly services?: Given;
}

/** Throws unless the condition holds. */
export function ensure(condition: boolean, complaint: string): void {
  if (!condition) throw new Error(complaint);
}

/** Title of a contract's suite: the plugin and, where given, its options. */
export function suiteTitle(contract: string, plugin: string, options: unknown): string {
  return options === undefined
    ? `${contract}: ${plugin}`
    : `${contract}: ${plugin} ${JSON.stringify(options)}`;
}
