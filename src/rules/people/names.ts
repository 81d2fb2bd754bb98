/** A person's name. One name is enough: not everybody has two, and nobody has to make one up. */
export interface Names {
  readonly givenName: string | null
  readonly familyName: string | null
}

/** The name as a letter says it. */
export function fullName({ givenName, familyName }: Names): string {
  return [givenName, familyName].filter((part) => part !== null).join(' ')
}
