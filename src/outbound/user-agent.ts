/** What the package says of itself, as in package.json. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly repository?: string | { readonly url: string };
}

/** The name requests are sent under: `name/version`, and where there is one the address of the source. */
export const userAgent = ({ name, version, repository }: PackageFacts): string => {
  const address = typeof repository === 'string' ? repository : repository?.url;
  return address ? `${name}/${version} (+${address})` : `${name}/${version}`;
};
