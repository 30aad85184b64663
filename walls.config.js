/**
 * The walls between the rooms of `src/`, for dependency-cruiser. A room imports itself and what its row allows, other
 * rooms only through their front door `index.ts`. Every row names only rows above it, so there are no circles.
 *
 * `uses`: rooms it may import. `typesOf`: rooms of which it may import types only. `npm`: the libraries it may import,
 * where that is limited. Tests (`*.test.ts`) are free of the table but not of the front doors.
 */
const pure = { floor: 'pure', npm: ['zod'] }
const grounds = ['kernel', 'sql', 'sheets']
const pureRooms = [
  ...grounds,
  'questionnaire',
  'registry',
  'linkage',
  'ranking',
  'targeting',
  'quality',
  'field',
  'exchange',
  'charts',
]

/** @type {Readonly<Record<string, import('./walls.config.d.ts').Room>>} */
export const rooms = {
  kernel: { ...pure, uses: [] },
  sql: { ...pure, uses: ['kernel'] },
  sheets: { ...pure, uses: ['kernel'], npm: ['zod', 'fflate', 'saxes'] },
  questionnaire: { ...pure, uses: grounds },
  registry: { ...pure, uses: grounds, typesOf: ['questionnaire'] },
  linkage: { ...pure, uses: grounds, typesOf: ['questionnaire', 'registry'] },
  ranking: { ...pure, uses: grounds, typesOf: ['questionnaire', 'registry'] },
  targeting: { ...pure, uses: grounds, typesOf: ['questionnaire', 'registry'] },
  quality: { ...pure, uses: grounds, typesOf: ['questionnaire', 'registry'] },
  field: { ...pure, uses: grounds, typesOf: ['questionnaire', 'registry'] },
  exchange: { ...pure, uses: [...grounds, 'questionnaire', 'registry'], npm: ['zod', 'topojson-client'] },
  charts: { ...pure, uses: ['kernel'], npm: ['@observablehq/plot', '@types/geojson'] },

  store: { floor: 'node', uses: pureRooms },
  engine: { floor: 'node', uses: pureRooms },
  access: { floor: 'node', uses: [...pureRooms, 'store'] },
  cycle: { floor: 'node', uses: [...pureRooms, 'store', 'engine', 'access'] },

  server: { floor: 'door', uses: [...pureRooms, 'store', 'engine', 'access', 'cycle'] },
  demo: { floor: 'door', uses: [...pureRooms, 'store', 'engine', 'access', 'cycle'] },
  cli: { floor: 'door', uses: [...pureRooms, 'store', 'engine', 'access', 'cycle', 'server', 'demo'] },
  web: { floor: 'door', uses: ['kernel', 'questionnaire', 'charts'], typesOf: ['registry', 'server'] },
}

/** Libraries that one room alone may import: there is one way to each database. */
const onlyIn = {
  store: ['pg', 'pg-copy-streams'],
  engine: ['@duckdb/node-api', '@duckdb/node-bindings', '@grpc/grpc-js', 'apache-arrow', 'protobufjs'],
  server: ['fastify'],
  cli: ['commander'],
}

const test = '\\.test\\.ts$'
const roomRows = Object.entries(rooms)

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRows
      .flatMap(([room, row]) => [table(room, row), typesOnly(room, row), libraries(room, row)])
      .flat(),
    ...roomRows.flatMap(([room]) => frontDoor(room)),
    ...Object.entries(onlyIn).map(([room, names]) => onlyHere(room, names)),
    noBuiltins(),
    noCircles(),
    noLostImports(),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}

function table(room, { uses, typesOf = [] }) {
  const closed = Object.keys(rooms).filter(
    (other) => other !== room && ![...uses, ...typesOf].includes(other),
  )
  return rule(`table-${room}`, `${room} may use: ${[...uses, ...typesOf].join(', ') || 'nothing'}`, {
    from: { path: `^src/${room}/`, pathNot: test },
    to: { path: inRooms(closed) },
  })
}

function typesOnly(room, { typesOf }) {
  if (typesOf === undefined) return []
  return rule(`types-only-${room}`, `${room} may use only types of: ${typesOf.join(', ')}`, {
    from: { path: `^src/${room}/`, pathNot: test },
    to: { path: inRooms(typesOf), dependencyTypesNot: ['type-only'] },
  })
}

function libraries(room, { npm }) {
  if (npm === undefined) return []
  return rule(`npm-${room}`, `${room} may use only these libraries: ${npm.join(', ')}`, {
    from: { path: `^src/${room}/`, pathNot: test },
    to: { path: '(^|/)node_modules/', pathNot: inPackages(npm) },
  })
}

/** The server's contract is a second door: the shapes of its answers, for the console. Tests may use a sub-folder's door. */
function frontDoor(room) {
  const doors = [
    `^src/${room}/index\\.ts$`,
    ...(room === 'server' ? ['^src/server/contract/[^/]+\\.ts$'] : []),
  ]
  const innerDoors = [...doors, `^src/${room}/[^/]+/index\\.ts$`]
  const inside = `^src/${room}/`
  return [
    rule(`front-door-${room}`, `${room} is entered by its index.ts`, {
      from: { path: '^src/', pathNot: [inside, test] },
      to: { path: inside, pathNot: doors },
    }),
    rule(`front-door-${room}-in-tests`, `${room} is entered by its index.ts or that of a sub-folder`, {
      from: { path: `^src/.*${test}`, pathNot: inside },
      to: { path: inside, pathNot: innerDoors },
    }),
  ]
}

function onlyHere(room, names) {
  return rule(`only-in-${room}`, `only ${room} may use: ${names.join(', ')}`, {
    from: { path: '^src/', pathNot: [`^src/${room}/`, test] },
    to: { path: inPackages(names) },
  })
}

function noBuiltins() {
  const bare = roomRows
    .filter(([room, { floor }]) => floor === 'pure' || room === 'web')
    .map(([room]) => room)
  return rule('no-node', 'pure rooms and the console know nothing of Node', {
    from: { path: inRooms(bare), pathNot: test },
    to: { dependencyTypes: ['core'] },
  })
}

function noCircles() {
  return rule('no-circles', 'no file imports itself by way of others (types aside)', {
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  })
}

function noLostImports() {
  return rule('resolved', 'an import that leads nowhere is not checked by any wall', {
    from: { path: '^src/' },
    to: { couldNotResolve: true },
  })
}

function rule(name, comment, { from, to }) {
  return { name, comment, severity: 'error', from, to }
}

function inRooms(names) {
  return names.length === 0 ? '^$' : `^src/(${names.join('|')})/`
}

function inPackages(names) {
  return `(^|/)node_modules/(${names.join('|')})/`
}
