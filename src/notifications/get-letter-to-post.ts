import { belongingTo } from '../case-access/repository.ts'
import { findLetter } from '../decisions/letter-repository.ts'
import { actsForPerson } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Page } from '../platform/html/html-page.ts'
import { Problem } from '../platform/http/errors.ts'
import { isRecorder } from '../rules/people/recording.ts'
import { referenceOf } from '../shared/case-reference.ts'
import { londonDate } from '../shared/dates.ts'
import { letterToPostHtml } from '../words/letters/letter-to-post.ts'
import { toSafeContact } from './get-safe-contact.ts'
import { findWhomToPostTo } from './letter-to-post-repository.ts'
import { findSafeContact } from './safe-contact-repository.ts'
import { wordsForReads } from './translations.ts'

/** A letter with the addresses on it, for staff who post it; only where it can be posted safely, to an address that the person gave. */
export async function getLetterToPost(
  reads: Reads,
  actor: Actor,
  decisionId: string,
  now: Date,
): Promise<Page | undefined> {
  // Who may not see the case is told nothing by a refusal either.
  const [seen, letter, whom] = await Promise.all([
    belongingTo('decision')(reads, actor, decisionId),
    findLetter(reads, actor, decisionId),
    findWhomToPostTo(reads, actor, decisionId),
  ])
  if (!seen || !letter || !whom) return undefined
  const [contact, acts] = await Promise.all([
    findSafeContact(reads, actor, whom.personId),
    actsForPerson(reads, actor, whom.personId),
  ])
  if (acts) return undefined
  if (!actor.roles.some(isRecorder)) throw new Problem('case-role-required', 'Staff post letters')
  const { mayPostNow, postalAddress } = toSafeContact(contact, londonDate(now))
  if (whom.died) throw new Problem('wrong-state', 'The person died: a letter to them is not posted')
  if (!mayPostNow) throw new Problem('wrong-state', 'A letter in the post is not safe for the person: hand it over')
  if (!postalAddress) throw new Problem('wrong-state', 'The person gave no address for the post: hand it over')
  const { trust, commissioner } = whom
  // Who posts it is who it comes back to, where their address is known.
  const [first, other] = actor.roles.includes('commissioner-officer') ? [commissioner, trust] : [trust, commissioner]
  const words = wordsForReads(reads, whom.language)
  const body = letterToPostHtml({
    to: { name: whom.person, address: postalAddress },
    from: first.address || !other.address ? first : other,
    reference: referenceOf(whom.caseId),
    letter: letter.body,
    words,
  })
  return {
    title: letter.title,
    titleLanguage: 'en-GB',
    language: words.language,
    dir: words.dir === 'rtl' ? 'rtl' : 'ltr',
    body,
  }
}
