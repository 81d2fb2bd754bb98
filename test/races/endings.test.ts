import t from 'tap'
import { withinLimit } from '../sign-off/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { atOnce, countOf } from './at-once.ts'

const service = await startService(t, { poolSize: 12 })
const withdrawConsent = ({ person, ids }: Journey) => person.post(`/v1/consents/${ids.consentId}/withdrawal`)
const died = { on: '2026-11-24', evidence: 'The medical certificate.' }
const end = ({ officer, ids }: Journey) => officer.post(`/v1/cases/${ids.caseId}/death/confirmation`, died)
const sayNo = ({ person, ids }: Journey) => person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
const signInNoMore = ({ person, ids }: Journey) => person.post(`/v1/sign-ins/${ids.signInId}/ending`)

t.test(
  'a case that ends beside what is done to the person: each is done or refused, and none waits for the other',
  async (t) => {
    for (const beside of [withdrawConsent, signInNoMore])
      for (const ending of [end, sayNo])
        for (let round = 0; round < 3; round += 1) {
          const journey = await journeyTo(service, 'purchase-made', withinLimit)
          if (ending === end)
            await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/ending`, {
              ending: 'died',
              on: '2026-11-24',
            })
          const answers = await atOnce(
            () => beside(journey),
            () => ending(journey),
            () => ending(journey),
          )
          const codes = Object.keys(countOf(answers))
          t.notOk(
            codes.some((code) => /^5|unavailable|internal/.test(code)),
            codes.join(),
          )
          const { ending: how } = (
            await journey.officer.get<{ ending: string | null }>(`/v1/cases/${journey.ids.caseId}`)
          ).ok
          t.ok(how === 'died' || how === 'withdrawn' || codes.includes('not-found'), 'it ended once')
        }
  },
)
