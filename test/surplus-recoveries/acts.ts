import type { Static } from '@sinclair/typebox'
import { recoveryFactors } from '../../src/rules/spending/recovery.ts'
import type { SurplusRecovery, SurplusRecoveryDecided } from '../../src/surplus-recoveries/schemas.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'

export const second = (journey: Journey) =>
  journey.service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))

export const propose = (journey: Journey, more: object = {}, client: Client = journey.officer) =>
  client.post<SurplusRecovery>(`/v1/cases/${journey.ids.caseId}/surplus-recoveries`, {
    lines: [{ line: 'drum-kit', amountPence: 10_000 }],
    words: 'Nothing was bought for this.',
    toldOn: journey.service.clock.today(),
    how: 'by-phone',
    ...more,
  })

export const answer = (client: Client, id: string, more: object = {}) =>
  client.post<SurplusRecovery>(`/v1/surplus-recoveries/${id}/answer`, { words: 'I begin in May.', ...more })

const factors = recoveryFactors.map((factor) => ({
  factor,
  weight: factor === 'why-unspent' ? 'for-recovery' : 'neither',
  because: 'You told us that you do not want it any more.',
}))
export const decide = (client: Client, id: string, more: object = {}) =>
  client.post<Static<typeof SurplusRecoveryDecided>>(`/v1/surplus-recoveries/${id}/decision`, {
    outcome: 'recovered',
    factors,
    whatWouldChange: 'Tell us when you begin.',
    ...more,
  })
