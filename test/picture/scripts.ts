import type { Face } from '../../src/picture/text/fonts.ts'

/** A title in each script, the font of its letters, and which way it runs. */
export const titles: Readonly<
  Record<string, { readonly text: string; readonly face: Face; readonly direction: 'ltr' | 'rtl' }>
> = {
  Latin: { text: 'Tiếng Việt: AVATAR, Wörter à la carte', face: 'inter-600', direction: 'ltr' },
  Greek: { text: 'Ευθυγράμμιση μεγάλων γλωσσικών μοντέλων', face: 'inter-600', direction: 'ltr' },
  Cyrillic: { text: 'Выравнивание больших языковых моделей', face: 'inter-600', direction: 'ltr' },
  Chinese: { text: '深度学习中的可解释性研究综述。', face: 'noto-sans-sc-500', direction: 'ltr' },
  Japanese: { text: '大規模言語モデルの整合性、', face: 'noto-sans-jp-500', direction: 'ltr' },
  Korean: { text: '언어 모델의 정렬 문제', face: 'noto-sans-kr-500', direction: 'ltr' },
  Arabic: { text: 'دراسة المواءمة في النماذج اللغوية', face: 'noto-sans-arabic-500', direction: 'rtl' },
  Hebrew: { text: 'מבוא ליישור בינה מלאכותית', face: 'noto-sans-hebrew-500', direction: 'rtl' },
  Devanagari: { text: 'बड़े भाषा मॉडल का संरेखण', face: 'noto-sans-devanagari-500', direction: 'ltr' },
}
