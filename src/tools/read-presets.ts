import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parsePreset, type SchemePreset } from '../schemes/preset.ts'

/** The schemes in these files; a folder stands for the `.json` files in it. Every file at fault is named, and then none is taken. */
export async function readPresets(places: readonly string[]): Promise<SchemePreset[]> {
  const files = (await Promise.all(places.map(filesAt))).flat()
  const read = await Promise.allSettled(files.map(async (file) => parsePreset(file, await readFile(file, 'utf8'))))
  const faults = read.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []))
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const presets = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const repeated = presets.find(({ code }, index) => presets.findIndex((other) => other.code === code) < index)
  if (repeated) throw new Error(`The scheme ${repeated.code} is given twice`)
  return presets
}

async function filesAt(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => undefined)
  if (!found) throw new Error(`There is no ${place}`)
  if (!found.isDirectory()) return [place]
  const names = (await readdir(place)).filter((name) => name.endsWith('.json')).sort()
  if (names.length === 0) throw new Error(`There is no scheme in ${place}`)
  return names.map((name) => join(place, name))
}
