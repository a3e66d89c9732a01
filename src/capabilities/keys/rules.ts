/** What each key does, by the page it does it on; the words are `keys.<page>.<what>`. */
export const keysByPage = {
  everywhere: {
    find: ['/'],
    move: ['j', 'k'],
    open: ['Enter'],
    today: ['g', 't'],
    list: ['g', 'l'],
    letters: ['g', 'r'],
    help: ['?'],
  },
  today: { step: ['s'] },
  list: { older: ['n'], newer: ['p'] },
  case: {
    read: ['v'],
    accept: ['a'],
    return: ['r'],
    without: ['w'],
    back: ['b'],
    steps: ['1', '2', '3'],
    note: ['c'],
    owner: ['o'],
    letter: ['l'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** The choice of whoever works without single keys; absent: they work. */
export const keysOff = { name: 'keys', value: 'off' } as const
