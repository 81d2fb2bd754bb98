import t from 'tap'
import { attached, takeBack } from '../attachments/acts.ts'
import { withinLimit } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { atOnce, countOf } from './at-once.ts'

const service = await startService(t, { poolSize: 12 })

t.test('a file that is taken back beside what is done to the person: none waits for the other', async (t) => {
  for (let round = 0; round < 8; round += 1) {
    const journey = await journeyTo(service, 'purchase-made', withinLimit)
    const { person, ids } = journey
    const files = []
    for (let count = 0; count < 4; count += 1) files.push(await attached(person, ids.caseId))
    const answers = await atOnce(
      ...files.map(
        ({ id }) =>
          () =>
            takeBack(person, id),
      ),
      () => person.post(`/v1/consents/${ids.consentId}/withdrawal`),
    )
    const codes = Object.keys(countOf(answers))
    t.notOk(
      codes.some((code) => /^5|unavailable|internal/.test(code)),
      codes.join(),
    )
  }
})
