import t from 'tap'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { aPost, byPost, setContact, setPreferences, tell } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
const officer = (sub: string) => service.as(anActor('commissioner-officer', { sub }))
/** Who was told since it was last asked. */
async function told() {
  await tell(service)
  return post.mails.splice(0).map(({ to }) => to)
}
const wants = (client: Client, email: string) => setPreferences(client, { email })
const decide = (client: Client, expressionId?: string) =>
  client.post(`/v1/expressions-of-interest/${expressionId}/decision`, { outcome: 'accepted', reasons: [] })

t.test(
  'what waits for the commissioner, and for nobody by name, is told to every officer who gave an address',
  async (t) => {
    const [one, two, manager] = [officer('first-officer'), officer('second-officer'), service.as('team-manager')]
    await wants(one, 'one@icb.example')
    await wants(two, 'two@icb.example')
    await wants(manager, 'manager@trust.example')
    await told()
    const { ids } = await journeyTo(service, 'expression-submitted')
    t.same((await told()).sort(), ['one@icb.example', 'two@icb.example'])
    t.same(await told(), [], 'once')
    void (await decide(one, ids.expressionId)).ok
    t.notOk((await told()).includes('two@icb.example'), 'and nothing of what was done')
  },
)

t.test(
  'a restricted record is told to those who name somebody, and to who is named; one’s own to nobody',
  async (t) => {
    const privacy = service.as('privacy-officer')
    const [named, other] = [officer('named-officer'), officer('first-officer')]
    await wants(privacy, 'privacy@icb.example')
    await wants(named, 'named@icb.example')
    await told()
    const journey = await journeyTo(service, 'case-opened')
    const { personId } = journey.ids
    await privacy.post(`/v1/people/${personId}/restriction`, { reason: 'A relative works there.' })
    await journey.on('expression-submitted')
    t.same(await told(), ['privacy@icb.example'])
    await other.get('/v1/schemes')
    await sameHuman(service, 'relatives-account', anActor('commissioner-officer', { sub: 'first-officer' }))
    const relative = await journeyTo(service, 'case-opened')
    await service.database.sql(
      `insert into case_member (commissioner_id, case_member_id, case_id, case_role, actor_id, name, relative, joined_at)
      select commissioner_id, gen_random_uuid(), case_id, 'representative', 'relatives-account', 'A relative', true, now()
      from budget_case where case_id = $1`,
      [relative.ids.caseId],
    )
    await relative.on('expression-submitted')
    t.same((await told()).sort(), ['named@icb.example', 'two@icb.example'], 'not the relative, by another account')
  },
)

t.test(
  'a case without a care coordinator is told to those who manage care at its trust, and at no other',
  async (t) => {
    const elsewhere = service.as(anActor('team-manager', { sub: 'manager-elsewhere', organisation: 'RW5' }))
    await wants(elsewhere, 'elsewhere@trust.example')
    await told()
    const journey = await journeyTo(service, 'expression-submitted')
    // Else an officer would be told to give them the letter.
    await setContact(journey.person, journey.ids.personId)
    await journey.on('expression-accepted')
    await told()
    const { items } = (
      await journey.officer.get<{ items: { id: string; caseRole: string }[] }>(
        `/v1/cases/${journey.ids.caseId}/members`,
      )
    ).ok
    const coordinator = items.find(({ caseRole }) => caseRole === 'care-coordinator')
    void (await journey.officer.post(`/v1/cases/${journey.ids.caseId}/members/${coordinator?.id}/departure`)).ok
    t.same(await told(), ['manager@trust.example'])
  },
)
