using System.Text.RegularExpressions;

namespace EventSinks.Discovery;

/// <summary>What can be told of an export before anything of it runs.</summary>
internal static partial class SinkExportRules
{
    public static bool IsSinkType(string name) => WellFormed().IsMatch(name);

    public static PluginProblem? Check(FoundExport export)
    {
        if (!IsSinkType(export.SinkType))
        {
            return new(
                PluginProblemCodes.InvalidSinkType, $"'{export.SinkType}' is no sink type; one is 1 to 64 characters of a-z, 0-9, '.' and '-'");
        }

        return export.ContractVersion == EventSinkContract.Version
            ? null
            : new(
                PluginProblemCodes.WrongContract,
                $"it was built for version {export.ContractVersion} of the contract, and this host supports version {EventSinkContract.Version}");
    }

    [GeneratedRegex("^[a-z0-9.-]{1,64}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WellFormed();
}
