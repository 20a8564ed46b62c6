import { z } from 'zod'
import { Person } from '../chat/caller.ts'
import { Tally } from '../grid/tally.ts'
import { PaperId } from '../paper/paper.ts'
import type { Kind } from '../store/record.ts'
import { Visibility } from './poll.ts'

const ClosedRound = z.object({ number: z.int(), closedAt: z.int().exactOptional(), tally: Tally }).readonly()
/** A closed round whose votes people may see. Its time in ms since 1970. */
export type ClosedRound = z.infer<typeof ClosedRound>

const Line = z
  .object({
    v: z.literal(1),
    paper: PaperId,
    title: z.string(),
    /** The first of them. */
    authors: z.array(z.string()).readonly(),
    year: z.int().exactOptional(),
    channel: z.string(),
    thread: z.string().exactOptional(),
    visibility: Visibility,
    /** In ms since 1970. */
    openedAt: z.int(),
    /** Whether nothing leads from people to ballots any more. */
    sealed: z.literal(true).exactOptional(),
    /** Oldest first. */
    rounds: z.array(ClosedRound).readonly(),
  })
  .readonly()
/** The part of a poll that answers about many polls need: small whatever its ballots, and without its open round. */
export type Line = z.infer<typeof Line>

/** The polls of a space, by their id. */
export const lines: Kind<Line> = { name: 'line', schema: Line, isReadInBulk: true, isDerived: true }

const PlacedPerson = z
  .object({ person: Person, spot: z.union([z.int().min(0).max(8), z.literal('off-grid')]) })
  .readonly()
/** A person with their own spot: a cell, or off the grid. */
export type PlacedPerson = z.infer<typeof PlacedPerson>

const Placed = z
  .object({ v: z.literal(1), round: z.int(), people: z.array(PlacedPerson).readonly() })
  .readonly()
/** The voters of the last closed round that has votes who answered both axes, each with their spot. */
export type Placed = z.infer<typeof Placed>

/** The polls of a space that show names, by their id; those without such people have no record. */
export const placedPeople: Kind<Placed> = { name: 'placed', schema: Placed, isDerived: true }

const SaidText = z
  .object({
    kind: z.enum(['note', 'why', 'movedBy', 'crux']),
    text: z.string(),
    /** The round that it is about; absent for the note. */
    round: z.int().exactOptional(),
    /** Absent in anonymous polls, besides the note's; an imported name belongs to no account. */
    by: z.union([Person, z.strictObject({ name: z.string() }).readonly()]).exactOptional(),
  })
  .readonly()
/** A text that people wrote: the note to readers, the reason for a vote or for another one, or what would move its voter. */
export type SaidText = z.infer<typeof SaidText>

const Said = z.object({ v: z.literal(1), texts: z.array(SaidText).readonly() }).readonly()
export type Said = z.infer<typeof Said>

/** The texts of a space's polls, by their id, as far as they may be shown; polls without texts have no record. */
export const saidTexts: Kind<Said> = { name: 'said', schema: Said, isDerived: true }
