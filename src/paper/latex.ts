const combining: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
}

const greek =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν ' +
  'xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω ' +
  'Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω'
const letters = 'o ø O Ø l ł L Ł ss ß ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ S § P ¶'
const marks =
  'infty ∞ ell ℓ times × cdot · pm ± to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ' +
  'approx ≈ sim ∼ equiv ≡ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ nabla ∇ partial ∂ ' +
  'sum ∑ prod ∏ int ∫ sqrt √ propto ∝ ll ≪ gg ≫ circ ∘ star ⋆ ast ∗ oplus ⊕ otimes ⊗ perp ⊥ mid ∣ ldots … dots … cdots ⋯ ' +
  'dag † copyright © textendash – textemdash — textquoteright ’ textquoteleft ‘ textbackslash \\ hbar ℏ'

/** @param list Names and their replacements, alternating. */
function toTable(list: string): ReadonlyMap<string, string> {
  const words = list.split(' ')
  return new Map(words.flatMap((name, i) => (i % 2 === 0 ? [[name, words[i + 1] ?? ''] as const] : [])))
}

const letterOf = toTable(letters)
const symbolOf = toTable(`${greek} ${marks}`)

/** Formulas between dollar signs. No space inside next to the signs and no digit after, so that prices don't match. */
const formula = /\$(?!\s)(?<inside>[^$]{1,300}?)(?<![\s\\])\$(?!\d)/g
const accent =
  /\\(?:(?<mark>["'`^~=.])\s*|(?<letter>[uvHckrdb])(?=[\s{]))\s*(?:\{(?<braced>\\?[\p{L}]{1,2})\}|(?<bare>\\[ij](?![A-Za-z])|\p{L}))/gu
const command = /\\(?<name>[A-Za-z]+)(?<space>\s*)(?=(?<brace>\{?))/g
/** Grouping braces are removed, escaped ones stay. */
const grouping = /\\(?<escaped>[%&#_${}])|[{}]/g

/**
 * Converts simple LaTeX to plain text: accents, named letters and symbols become characters; dollar signs around
 * formulas, names of other commands, and braces are removed.
 */
export function fromLatex(text: string): string {
  const open = text.replaceAll(formula, '$<inside>')
  const accented = open.replaceAll(accent, (...match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.at(-1)
    const base = (groups.braced ?? groups.bare ?? '').replace(/^\\/, '')
    return `${base}${combining[groups.mark ?? groups.letter ?? ''] ?? ''}`
  })
  const named = accented.replaceAll(command, (_, name: string, space: string, brace: string) => {
    const letter = letterOf.get(name)
    // The space after a letter's name only ends the name.
    if (letter !== undefined) return letter
    return `${symbolOf.get(name) ?? (brace === '' ? name : '')}${space}`
  })
  return named.replaceAll(grouping, (_, escaped?: string) => escaped ?? '')
}
