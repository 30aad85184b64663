import type { Model, ModelArea } from './model.ts'

/**
 * A model as PMML 4.4 (Data Mining Group, 2019): a MiningModel that selects the first regression that applies, of the
 * district, of the province, of the nation. Its fields are the features as the model takes them, which the spec's SQL
 * gives; a missing one counts as the national mean. What it predicts is log welfare.
 */
export function renderPmml(model: Model): string {
  const { spec, features, national, provinces, districts, codeVersion } = model
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
  const segments = [
    ...Object.entries(districts).map(([code, area]) => segment(model, predicate('district', code), area)),
    ...Object.entries(provinces).map(([code, area]) => segment(model, predicate('province', code), area)),
    segment(model, '<True/>', national),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
<Header description="${escaped(spec.name)}"><Application name="Mutakhir" version="${escaped(codeVersion)}"/></Header>
<DataDictionary numberOfFields="${fields.length}">
${fields.join('\n')}
</DataDictionary>
<MiningModel modelName="${escaped(spec.name)}" functionName="regression">
${schemaOf(model, names)}
<Segmentation multipleModelMethod="selectFirst">
${segments.join('\n')}
</Segmentation>
</MiningModel>
</PMML>
`
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
