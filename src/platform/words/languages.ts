export const languages = ['en', 'ru', 'ky'] as const
export type Language = (typeof languages)[number]

/** Every text that is data exists in three languages. */
export type Text = Readonly<Record<Language, string>>

export function isLanguage(text: string | undefined | null): text is Language {
  return languages.some((language) => language === text)
}

/** A language as it was kept of somebody; English where nothing of ours stands. */
export function asLanguage(text: string | undefined | null): Language {
  return isLanguage(text) ? text : 'en'
}

/** Each language in its own words, as the switch on every page shows it. */
export const languageNames: Text = { en: 'English', ru: 'Русский', ky: 'Кыргызча' }

/** The best of our languages for an Accept-Language header; English when none fits. */
export function negotiate(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const weight = Number(rest.find((item) => item.trim().startsWith('q='))?.split('=')[1] ?? 1)
      return { language: tag.split('-')[0], weight: Number.isFinite(weight) ? weight : 0 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { language } of wanted) if (isLanguage(language)) return language
  return 'en'
}
