import mentalHealthFirst1 from '../../../data/instruments/mental-health-first-1.json' with { type: 'json' }
import type { Instrument } from './needs.ts'

/** Every version of every instrument, the newest of each last. */
export const instruments: readonly Instrument[] = [mentalHealthFirst1]

/** The instrument that a new assessment uses: mental health first (S0: a questionnaire aimed at physical problems does not fit). */
export const defaultInstrument: Instrument = mentalHealthFirst1

/** The version of an instrument that an assessment was made with. */
export function instrumentOf(code: string, version: number): Instrument {
  const instrument = instruments.find((known) => known.code === code && known.version === version)
  if (!instrument) throw new Error(`instrument ${code} ${version} is in use and has no file`)
  return instrument
}

/** Whether a key is a domain of an instrument. */
export const isDomain = (key: string): boolean =>
  instruments.some(({ domains }) => domains.some((domain) => domain.key === key))
