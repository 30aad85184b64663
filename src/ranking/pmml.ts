import type { Model, ModelArea } from './model.ts'
import type { KeptTree } from './trees/kept-trees.ts'

/**
 * A model as PMML 4.4 (Data Mining Group, 2019): a MiningModel that selects the first regression that applies, of the
 * district, of the province, of the nation; where trees follow, it is the first part of a sum. Its fields are the features
 * as the model takes them, which the spec's SQL gives; a missing one counts as the national mean. What it predicts is log
 * welfare.
 */
export function renderPmml(model: Model): string {
  const { spec, features, codeVersion } = model
  const names = ['district', 'province', ...features.map(({ name }) => name)]
  const fields = [
    `<DataField name="district" optype="categorical" dataType="string"/>`,
    `<DataField name="province" optype="categorical" dataType="string"/>`,
    ...features.map(
      ({ name, label }) =>
        `<DataField name="${escaped(name)}" displayName="${escaped(label.id)}" optype="continuous" dataType="double"/>`,
    ),
    `<DataField name="score" optype="continuous" dataType="double"/>`,
  ]
  const schema = schemaOf(model, names)
  const linear = miningModel(spec.name, schema, 'selectFirst', areaSegments(model))
  return `<?xml version="1.0" encoding="UTF-8"?>
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
<Header description="${escaped(spec.name)}"><Application name="Mutakhir" version="${escaped(codeVersion)}"/></Header>
<DataDictionary numberOfFields="${fields.length}">
${fields.join('\n')}
</DataDictionary>
${model.trees.length === 0 ? linear : miningModel(spec.name, schema, 'sum', [`<Segment><True/>${linear}</Segment>`, ...treeSegments(model)])}
</PMML>
`
}

function miningModel(name: string, schema: string, method: string, segments: readonly string[]): string {
  return `<MiningModel modelName="${escaped(name)}" functionName="regression">
${schema}
<Segmentation multipleModelMethod="${method}">
${segments.join('\n')}
</Segmentation>
</MiningModel>`
}

function areaSegments(model: Model): readonly string[] {
  const { national, provinces, districts } = model
  return [
    ...Object.entries(districts).map(([code, area]) => segment(model, predicate('district', code), area)),
    ...Object.entries(provinces).map(([code, area]) => segment(model, predicate('province', code), area)),
    segment(model, '<True/>', national),
  ]
}

function treeSegments(model: Model): readonly string[] {
  const schema = schemaOf(
    model,
    model.features.map(({ name }) => name),
  )
  return model.trees.map(
    (tree) =>
      `<Segment><True/><TreeModel functionName="regression" splitCharacteristic="binarySplit">${schema}${nodeOf(model, tree, '<True/>')}</TreeModel></Segment>`,
  )
}

function nodeOf(model: Model, tree: KeptTree, test: string): string {
  if (typeof tree === 'number') return `<Node score="${tree}">${test}</Node>`
  const { feature, cut, mean, below, above } = tree
  const field = escaped(model.features[feature]?.name ?? '')
  const against = (operator: string) =>
    `<SimplePredicate field="${field}" operator="${operator}" value="${cut}"/>`
  const branches = [
    nodeOf(model, below, against('lessOrEqual')),
    nodeOf(model, above, against('greaterThan')),
  ]
  return `<Node score="${mean}">${test}${branches.join('')}</Node>`
}

function predicate(field: string, code: string): string {
  return `<SimplePredicate field="${field}" operator="equal" value="${escaped(code)}"/>`
}

function segment(model: Model, test: string, { coefficients }: ModelArea): string {
  const predictors = model.features.map(
    ({ name }, index) =>
      `<NumericPredictor name="${escaped(name)}" coefficient="${coefficients[index + 1] ?? 0}"/>`,
  )
  return `<Segment>${test}<RegressionModel functionName="regression">${schemaOf(
    model,
    model.features.map(({ name }) => name),
  )}<RegressionTable intercept="${coefficients[0] ?? 0}">${predictors.join('')}</RegressionTable></RegressionModel></Segment>`
}

function schemaOf({ features }: Model, names: readonly string[]): string {
  const means = new Map(features.map(({ name, mean }) => [name, mean]))
  const fields = names.map((name) => {
    const mean = means.get(name)
    const replaced = mean === undefined ? '' : ` missingValueReplacement="${mean}"`
    return `<MiningField name="${escaped(name)}"${replaced}/>`
  })
  return `<MiningSchema>${fields.join('')}<MiningField name="score" usageType="target"/></MiningSchema>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
