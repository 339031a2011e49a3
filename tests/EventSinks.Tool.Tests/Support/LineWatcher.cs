using System.Text;

namespace EventSinks.Tool.Support;

/// <summary>An output that tells of each line before the next one can be written.</summary>
internal sealed class LineWatcher(Func<IReadOnlyList<string>, Task> onLine) : TextWriter
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public override Encoding Encoding => Encoding.UTF8;

    public override async Task WriteLineAsync(string? value)
    {
        _lines.Add(value ?? "");
        await onLine(_lines);
    }
}
