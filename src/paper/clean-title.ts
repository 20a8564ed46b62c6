import { decodeHTML } from 'entities'
import { truncate } from '../chat/truncate.ts'
import { fromLatex } from './latex.ts'

const maxTitleLength = 300
const maxDecodings = 2

/** The markup that sources put into titles; anything else between angle brackets is what the title says. */
const tags =
  /<\/?(?:(?:jats|mml|xhtml):[a-z-]+|i|b|u|em|strong|sub|sup|sc|scp|small|span|p|br|tt|italic|bold|math|inline-formula|tex-math)(?:\s[^<>]{0,200})?\/?>/gi
/** Controls, what turns text around, and what has no width; joiners are part of some scripts. */
const unseen = /(?!\s)\p{Cc}|[\u200b\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu

/**
 * A title, or a name, as people read it: entities and simple LaTeX as text, no markup, no hidden characters, white space
 * folded, composed (NFC), at most 300 characters. It is hostile all the same.
 */
export function cleanTitle(raw: string): string {
  let text = raw.slice(0, 10 * maxTitleLength).toWellFormed()
  for (let decoded = 0; decoded < maxDecodings && text.includes('&'); decoded += 1)
    text = decodeHTML(text.replaceAll(tags, ''))
  const plain = fromLatex(text.replaceAll(tags, '').replaceAll(unseen, '')).replaceAll(/\s+/g, ' ').trim()
  return truncate(plain.normalize('NFC'), maxTitleLength)
}
