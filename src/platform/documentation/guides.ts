import { readdirSync, readFileSync } from 'node:fs'
import { marked } from 'marked'
import { keptMarkup } from '../html/html.ts'
import type { Page } from '../html/html-page.ts'
import { documentationPage, type Guide } from './reference-pages.ts'

const folder = new URL('../../../data/guides/', import.meta.url)

/** The guides that come with the service, in the order of their numbers. */
export function readGuides(): ReadonlyMap<string, Guide & { readonly page: () => Page }> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
  return new Map(
    files.map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      const name = file.replace(/^\d+-|\.md$/g, '')
      const title = /^# (.+)$/m.exec(text)?.[1] ?? name
      // It is a file of this package, and not what anybody sends.
      const page = () => documentationPage(title, keptMarkup(markupOfGuide(text)))
      return [name, { name, title, page }]
    }),
  )
}

/** Whoever reads by keyboard can go to what is wider than the page. */
const markupOfGuide = (text: string) => marked.parse(text, { async: false }).replaceAll('<pre>', '<pre tabindex="0">')
