using System.Collections.ObjectModel;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Gathers diagnostics, up to a limit for each file; one more says that there were others.</summary>
/// <remarks>The one more is as severe as the worst that was left out: many warnings do not make a file wrong.</remarks>
internal sealed class DiagnosticList : Collection<Diagnostic>
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _overflows = new(StringComparer.Ordinal);
    private readonly int _limit;

    /// <summary>Initializes a new instance of the <see cref="DiagnosticList"/> class.</summary>
    /// <param name="found">What has been found before, which kept to the limit itself.</param>
    /// <param name="limit">How many are kept for each file.</param>
    public DiagnosticList(IEnumerable<Diagnostic> found, int limit)
        : base([.. found])
    {
        _limit = limit;
        for (var i = 0; i < Count; i++)
        {
            Register(Items[i], i);
        }
    }

    /// <summary>Says whether whatever else is found in a file would be left out, so that nobody need look for it.</summary>
    /// <param name="file">The name of the file.</param>
    public bool IsFull(string file) => CountOf(file) > _limit;

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var each in diagnostics)
        {
            Add(each);
        }
    }

    protected override void InsertItem(int index, Diagnostic item)
    {
        var count = CountOf(item.File);
        if (count <= _limit)
        {
            var kept = count < _limit ? item : Overflow(item);
            base.InsertItem(index, kept);
            Register(kept, index);
        }
        else if (item.IsError && _overflows.TryGetValue(item.File, out var overflow))
        {
            SetItem(overflow, Items[overflow] with { Severity = DiagnosticSeverity.Error });
        }
    }

    // Diagnostics are only ever appended, so that places stay.
    private void Register(Diagnostic item, int index)
    {
        _counts[item.File] = CountOf(item.File) + 1;
        if (item.Code == YamlDiagnosticCodes.TooManyDiagnostics)
        {
            _overflows[item.File] = index;
        }
    }

    private Diagnostic Overflow(Diagnostic first) => first with
    {
        Code = YamlDiagnosticCodes.TooManyDiagnostics,
        Message = $"there are more than {_limit} things to report; the others are left out",
        Path = "",
    };

    private int CountOf(string file) => _counts.GetValueOrDefault(file);
}
