import { listConsents } from '../people/consent-repository.ts'
import { findPerson } from '../people/repository.ts'
import { Consent, ConsentPage, NewConsent } from '../people/schemas.ts'
import { orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { giveConsent } from './give-consent.ts'
import { withdrawConsent } from './withdraw-consent.ts'

export async function consentRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/people/:personId/consents',
    operation({
      id: 'giveConsent',
      tag: 'People',
      summary: 'Record that a person agrees to share with an organisation',
      permission: 'consent:write',
      problems: [422],
      schema: { params: idParams('personId'), body: ref(NewConsent), response: { 201: ref(Consent) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => giveConsent(tx, context, request.params.personId, request.body)),
  )

  app.get(
    '/people/:personId/consents',
    operation({
      id: 'listConsents',
      tag: 'People',
      summary: "List a person's consents, newest first",
      permission: 'consent:write',
      schema: { params: idParams('personId'), querystring: PageQuery, response: { 200: ref(ConsentPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await platform.database.read(actor, async (reads) => {
        const [person, consents] = await Promise.all([
          findPerson(reads, actor, params.personId),
          listConsents(reads, actor, params.personId, asked),
        ])
        return orNotFound(person) && consents
      })
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.post(
    '/consents/:consentId/withdrawal',
    operation({
      id: 'withdrawConsent',
      tag: 'People',
      summary: 'Withdraw a consent',
      description:
        'Takes effect at once: where no other consent to the organisation holds, its brokers lose sight of the case.',
      permission: 'consent:write',
      problems: [409],
      schema: { params: idParams('consentId'), response: { 200: ref(Consent) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => withdrawConsent(tx, context, request.params.consentId)),
  )
}
