import { type Html, html } from '../platform/html/html.ts'
import { hoursSessionLasts, minutesSessionIdle } from '../rules/people/page-links.ts'
import type { PageWord } from '../words/pages/page-words.ts'
import type { Look } from './look.ts'
import { newFormKey, type Opened } from './opened.ts'

/** A form as it is shown: for the first time, or again with what was wrong with it. */
export interface FormSent {
  /** Null where the pages only show: then there is no form. */
  readonly formToken: string | null
  readonly formKey: string
  /** Whether what it asks for was just done. */
  readonly isDone: boolean
  /** What was wrong: a fixed sentence, or what an operation said in English. */
  readonly fault: { readonly word: PageWord } | { readonly said: string } | null
  /** What was typed. */
  readonly typed: Readonly<Record<string, string>>
}

/** A form with nothing in it yet. */
export const freshForm = ({ onlyShow, formToken }: Opened, isDone: boolean): FormSent => ({
  formToken: onlyShow ? null : formToken,
  formKey: newFormKey(),
  isDone,
  fault: null,
  typed: {},
})

/** How long there is to fill a form in: whoever writes slowly knows it before. */
export const timeOfForm = (look: Look): Html =>
  look.p('form-time', { minutes: minutesSessionIdle, hours: hoursSessionLasts })

/** What somebody wrote that was not taken, so that they need not write it again. */
export function typedIn(sent: unknown, look: Look): Html | null {
  const { words, late } = (sent ?? {}) as Readonly<Record<string, unknown>>
  const written = [words, late].filter((one): one is string => typeof one === 'string' && one.trim() !== '')
  if (written.length === 0) return null
  return html`<label for="typed">${look.text('form-typed')}</label>
<textarea id="typed" readonly dir="auto">${written.join('\n\n')}</textarea>`
}

/** What was wrong, before all else. */
export const formHead = (look: Look, { fault }: FormSent): Html | null =>
  fault &&
  html`<div class="fault" role="alert">
<h2>${look.text('error-summary')}</h2>
${'word' in fault ? look.p(fault.word) : look.told(fault.said)}
</div>`
