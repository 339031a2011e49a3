using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat's engine merges files as if every section were a map.</summary>
internal sealed class EncryptedNamesInOneFile : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from files in request.Merges
        let sections = files.Select(static file => (file.Sources, Names: file.Sections.GetValueOrDefault(EnvironmentSections.EncryptedParamNames) as YamlList))
        from section in sections.Where(static each => each.Names?.Items.Count > 0).Skip(1)
        select Diagnostic.Error(
            HeatDiagnosticCodes.EncryptedNamesInTwoFiles,
            $"Heat refuses {EnvironmentSections.EncryptedParamNames} in a second file (HTTP 400)",
            section.Sources[0].File,
            section.Names!.Span,
            EnvironmentSections.EncryptedParamNames);
}
