// Bundled with html-validate and run in the test's browser, so that no
// particular Node is needed: gives validate(config, text), a promise of faults.
import { HtmlValidate, StaticConfigLoader } from "html-validate/browser";

globalThis.validate = async (config, text) => {
  const report = await new HtmlValidate(new StaticConfigLoader(config)).validateString(text);
  return report.results.flatMap((result) =>
    result.messages.map(({ line, column, ruleId, message }) => ({ line, column, ruleId, message })),
  );
};
