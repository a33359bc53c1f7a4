import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POPULAR_GO_MODULES } from './popular/go.ts';
import { PopularOwners } from './similar-owners.ts';

const owners = new PopularOwners(POPULAR_GO_MODULES);
const popularLike = (path: string): string | null => owners.likenessOf(path)?.popular ?? null;

describe('a module under an owner of a like name', () => {
  it.each<[path: string, popular: string]>([
    ['github.com/boltdb-go/bolt', 'github.com/boltdb/bolt'],
    ['github.com/theboltdb/bolt', 'github.com/boltdb/bolt'],
    ['github.com/gorila/mux', 'github.com/gorilla/mux'],
    ['github.com/Gorilla-Web/mux', 'github.com/gorilla/mux'],
    ['gitlab.com/gorilla/mux', 'github.com/gorilla/mux'],
    ['github.com/go-rs/zerolog', 'github.com/rs/zerolog'],
    ['github.com/spf-13/cobra/doc', 'github.com/spf13/cobra'],
  ])('%s is held against %s', (path, popular) => expect(popularLike(path)).toBe(popular));

  it.each([
    'github.com/boltdb/bolt',
    'github.com/google/mux',
    'github.com/somebody/mux',
    'github.com/mars/zerolog',
    'github.com/boltdb-go/nuts',
    'golang.org/x/net',
    'github.com/boltdb-go',
    'boltdb-go/bolt/a',
    '',
  ])('%s is not', (path) => expect(popularLike(path)).toBeNull());

  it('never is one of a popular owner, nor one under a name that nobody knows', () => {
    const known = fc.constantFrom(...POPULAR_GO_MODULES);
    fc.assert(
      fc.property(known, fc.string(), (path, rest) => {
        expect(popularLike(path)).toBeNull();
        expect(popularLike(`${path.split('/').slice(0, 2).join('/')}/no-such-name${rest}`)).toBeNull();
      }),
    );
  });
});
