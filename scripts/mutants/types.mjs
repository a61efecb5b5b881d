// Says whether the compiler alone refuses a mutant: one program for all, of which the changed file only is checked again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** @returns a function of a path and its changed text: the first error of the compiler in that file, or undefined */
export function createTypes(root) {
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const changed = new Map();
  const versions = new Map();
  const textOf = (path) => changed.get(path) ?? ts.sys.readFile(path);
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => fileNames.filter((path) => path.startsWith(join(root, 'src/'))),
    getScriptVersion: (path) => String(versions.get(path) ?? 0),
    getScriptSnapshot: (path) => (existsSync(path) ? ts.ScriptSnapshot.fromString(textOf(path)) : undefined),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
  });
  const put = (path, text) => {
    versions.set(path, (versions.get(path) ?? 0) + 1);
    if (text === undefined) changed.delete(path);
    else changed.set(path, text);
  };
  return (path, text) => {
    const whole = join(root, path);
    put(whole, text);
    const [first] = [...service.getSyntacticDiagnostics(whole), ...service.getSemanticDiagnostics(whole)];
    put(whole);
    return first && ts.flattenDiagnosticMessageText(first.messageText, ' ');
  };
}
