import { decodeHTML } from 'entities'
import { truncate } from '../chat/truncate.ts'
import { fromLatex } from './latex.ts'

/** In characters, as UTF-16 counts them. */
export const maxTitleLength = 500
const maxDecodings = 2

/** The markup that sources put into titles. Other text in angle brackets is part of the title. */
const tags =
  /<\/?(?:(?:jats|mml|xhtml):[a-z-]+|i|b|u|em|strong|sub|sup|sc|scp|small|span|p|br|tt|italic|bold|math|inline-formula|tex-math)(?:\s[^<>]{0,200})?\/?>/gi
/** Control, direction and zero-width characters, except joiners, which some scripts need. */
const unseen = /(?!\s)\p{Cc}|[\u200b\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f]/gu

/**
 * Makes a title or a name readable: decodes entities and simple LaTeX, removes markup and hidden characters, collapses
 * white space, composes (NFC), and truncates to 500 characters. The result is still hostile text.
 */
export function cleanTitle(raw: string): string {
  let text = raw.slice(0, 10 * maxTitleLength).toWellFormed()
  for (let decoded = 0; decoded < maxDecodings && text.includes('&'); decoded += 1)
    text = decodeHTML(text.replaceAll(tags, ''))
  return plainTitle(fromLatex(text.replaceAll(tags, '').replaceAll(unseen, '')))
}

/**
 * Makes text that was read from a file one line, as {@link toLine}, and truncates it to 500 characters. Unlike
 * {@link cleanTitle}, it leaves markup and LaTeX unchanged.
 */
export const plainTitle = (text: string): string =>
  truncate(toLine(text.slice(0, 10 * maxTitleLength)), maxTitleLength)

/** Makes text one line: removes hidden characters, collapses white space and composes (NFC). */
export const toLine = (text: string): string =>
  text.toWellFormed().replaceAll(unseen, '').replaceAll(/\s+/g, ' ').trim().normalize('NFC')
