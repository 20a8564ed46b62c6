import type { Audience } from './audience.ts'
import type { Call } from './call.ts'
import type { Person, Place } from './caller.ts'

/** A bare string is hostile: titles, names and notes are passed unchanged, and adapters escape them. */
export type Span =
  | string
  | { readonly strong: string }
  /** The label of a line: “Where it sits:”. */
  | { readonly emphasis: string }
  /** Words to type to the bot, without the root command: each adapter writes them as a person there types them. */
  | { readonly typed: string }
  | { readonly link: string; readonly url: string }
  | { readonly person: Person }
  | { readonly audience: Pick<Audience, 'id' | 'name'> }
  /** A conversation that the reader sees. */
  | { readonly place: Place }
  /** A moment in ms since 1970, shown in each reader's own time; `clock`: without its day. */
  | { readonly time: number; readonly as: 'moment' | 'countdown' | 'clock' }

export type Text = Span | readonly Span[]

export interface Button {
  readonly label: string
  readonly call: Call
  readonly style?: 'primary' | 'danger'
  /**
   * Read by screen readers instead of a short label, on platforms where a button can have another name. It contains the label, so
   * that people who speak to the page can say what they see (WCAG 2.2, 2.5.3).
   */
  readonly name?: string
  /** In a view as one person sees it: whether this, of several alternatives, is what they have chosen. */
  readonly isChosen?: boolean
}

/** A button that leads to an address; its label says what it opens. */
export interface LinkButton {
  readonly label: string
  readonly url: string
}

/** An SVG element as data. Attribute values that begin with `@`, such as `@ink`, name a colour of the theme. */
export interface Drawing {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children: readonly (Drawing | string)[]
}

/** A drawing with its alternative text. The same key always has the same pixels. */
export interface Picture {
  readonly key: string
  readonly alt: string
  /** In drawing units. */
  readonly width: number
  readonly height: number
  /** Whether it only illustrates the text, so that it may be shown small beside it. */
  readonly isSmall?: true
  readonly drawing: Drawing
  /** Descriptions of its parts for an interactive picture; `part` is the `data-part` of an element in the drawing. */
  readonly details: readonly {
    readonly part: string
    readonly name: string
    readonly lines: readonly string[]
  }[]
  /** The line under it where its parts show more when one points at them. */
  readonly hint?: string
}

/** One piece of a view. Views list parts in reading order; a platform may leave parts out but not reorder them. */
export type Part =
  | { readonly kind: 'heading'; readonly text: Text }
  | {
      readonly kind: 'text'
      readonly text: Text
      /** `muted`: of less weight; `status`: says the view's state; `callout`: set apart from the rest. */
      readonly tone?: 'muted' | 'status' | 'callout'
      /** Acts on this line alone. It is beside the line where a platform allows it, else below. */
      readonly button?: Button
      /** Of the line that says so: how many lines before it are left out. */
      readonly leftOut?: number
    }
  | { readonly kind: 'quote'; readonly text: Text; readonly from?: Text }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly name: string; readonly value: Text }[] }
  | { readonly kind: 'table'; readonly caption: string; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly content: string }
  | { readonly kind: 'buttons'; readonly buttons: readonly (Button | LinkButton)[] }
  | { readonly kind: 'choices'; readonly label: string; readonly choices: readonly Button[] }
  | {
      /** One thing in a list of its kind, with what can be done about it. */
      readonly kind: 'card'
      readonly title: string
      /** The address that the title leads to. */
      readonly url?: string
      readonly subtitle: Text
      readonly body?: string
      readonly buttons: readonly Button[]
    }

/** Content as plain data, without any platform's markup. `summary` replaces it where only one line fits. */
export interface View {
  readonly summary: string
  readonly parts: readonly Part[]
  /** The state of what it shows, for the colour of a message's edge or a sign; `reading`: of a reading group that goes on. */
  readonly state?: 'open' | 'hidden' | 'closed' | 'reading'
  /** The name of its message for screen readers. */
  readonly name?: string
  /** In a view as one person sees it: whether it asks them to choose one of several alternatives, and they haven't yet. */
  readonly awaitsChoice?: true
}

export type Card = Extract<Part, { kind: 'card' }>

/** A name with its value: one line of a part of the kind `facts`. */
export type Fact = Extract<Part, { kind: 'facts' }>['facts'][number]
