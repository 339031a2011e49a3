using System.Collections.ObjectModel;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Gathers the diagnostics of one file, up to a limit; one more says that there were others.</summary>
/// <param name="found">What reading the YAML has found, which kept to the limit itself.</param>
/// <param name="file">The name of the file.</param>
/// <param name="limit">How many are kept.</param>
internal sealed class DiagnosticList(IEnumerable<Diagnostic> found, string file, int limit) : Collection<Diagnostic>([.. found])
{
    /// <summary>Gets a value indicating whether whatever else is found would be left out, so that nobody need look for it.</summary>
    public bool IsFull => Count > limit;

    protected override void InsertItem(int index, Diagnostic item)
    {
        if (Count < limit)
        {
            base.InsertItem(index, item);
        }
        else if (Count == limit)
        {
            var message = $"there are more than {limit} things to report; the others are left out";
            base.InsertItem(index, Diagnostic.Error(YamlDiagnosticCodes.TooManyDiagnostics, message, file, item.Span));
        }
    }
}
