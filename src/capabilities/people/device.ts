/** What a browser says of itself, as its owner calls it: `Firefox, Windows`. Empty when it says nothing we know. */
export function deviceOf(userAgent: string): string {
  const found = (kinds: readonly (readonly [RegExp, string])[]) => kinds.find(([sign]) => sign.test(userAgent))?.[1]
  return [found(browsers), found(systems)].filter(Boolean).join(', ')
}

// In this order: nearly every browser also says that it is Chrome, and Chrome that it is Safari.
const browsers = [
  [/YaBrowser/, 'Yandex Browser'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/UCBrowser/, 'UC Browser'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const

const systems = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const
