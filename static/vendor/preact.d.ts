/** The one vendor file: htm's `preact/standalone.module.js`, which the server serves at /static/vendor/preact.js. */

/** A drawn thing: an element, a component, or text. */
export interface VNode {
  readonly type: unknown;
  readonly props: unknown;
}

type Setter<State> = (next: State | ((previous: State) => State)) => void;
// biome-ignore lint/suspicious/noConfusingVoidType: an effect may return its clean-up or nothing at all
type Effect = () => void | (() => void);

export const html: (strings: TemplateStringsArray, ...values: readonly unknown[]) => VNode;
export const render: (tree: VNode, parent: Element) => void;
export const h: (type: unknown, props: object | null, ...children: readonly unknown[]) => VNode;

export class Component<Props, State> {
  constructor(props: Props);
  props: Props & { readonly children?: unknown };
  state: State;
  setState(next: Partial<State>): void;
  render(): unknown;
}

export const useState: <State>(initial: State | (() => State)) => [State, Setter<State>];
export const useEffect: (effect: Effect, inputs?: readonly unknown[]) => void;
export const useLayoutEffect: (effect: Effect, inputs?: readonly unknown[]) => void;
export const useMemo: <Value>(make: () => Value, inputs: readonly unknown[]) => Value;
export const useCallback: <Fn>(fn: Fn, inputs: readonly unknown[]) => Fn;
export const useRef: <Value>(initial: Value) => { current: Value };

/** What components further down may ask for, however deep they are. */
export interface Context<Value> {
  readonly Provider: unknown;
  readonly initial: Value;
}
export const createContext: <Value>(initial: Value) => Context<Value>;
export const useContext: <Value>(context: Context<Value>) => Value;
