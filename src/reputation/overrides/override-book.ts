import type { Override, OverrideTarget } from '../../domain/index.ts';
import { type OverrideOptions, overrideFrom, overrideTarget } from './override-from.ts';

/** Overrides in memory, one a target. Whatever is not valid throws as `overrideFrom` does, before anything changes. */
export class OverrideBook {
  readonly #overrides = new Map<string, Override>();

  /** Sets, in place of what was set for this target before. */
  set(target: OverrideTarget, options: OverrideOptions): Override {
    const override = overrideFrom(target, options);
    this.#overrides.set(keyOf(override.entity), override);
    return override;
  }

  get(target: OverrideTarget): Override | null {
    return this.#overrides.get(keyOf(overrideTarget(target))) ?? null;
  }

  /** All, or those of one kind, by kind and id. */
  list(filter: { readonly kind?: OverrideTarget['kind'] } = {}): Override[] {
    return [...this.#overrides]
      .filter(([, { entity }]) => filter.kind === undefined || entity.kind === filter.kind)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, override]) => override);
  }

  /** Takes back what was set; `removed` is false where nothing was. */
  unset(target: OverrideTarget): { readonly removed: boolean } {
    return { removed: this.#overrides.delete(keyOf(overrideTarget(target))) };
  }
}

/** No kind has a colon in it, so no two targets share a key. */
const keyOf = ({ kind, id }: OverrideTarget): string => `${kind}:${id}`;
