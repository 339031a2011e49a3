using EventSinks.Tool.Terminal;
using EventSinks.Yaml;

namespace EventSinks.Tool.Env;

/// <summary>Shows diagnostics as compilers do: a line that an editor can jump to, the line of the file, a caret below the place.</summary>
internal sealed class DiagnosticPrinter(TextWriter output, bool hasColor)
{
    private const string Red = "\e[1;31m";
    private const string Yellow = "\e[1;33m";
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";

    public static DiagnosticPrinter ToOut(ToolConsole console) => new(console.Out, console.IsOutTerminal && console.AllowsColor);

    public static DiagnosticPrinter ToError(ToolConsole console) => new(console.Error, console.IsErrorTerminal && console.AllowsColor);

    public void Write(CheckedEnvironment environment)
    {
        foreach (var source in environment.Sources)
        {
            var lines = new SourceLines(source.Text);
            foreach (var diagnostic in environment.Diagnostics.Where(diagnostic => diagnostic.File == source.File))
            {
                Write(diagnostic, lines);
            }
        }
    }

    private void Write(Diagnostic diagnostic, SourceLines source)
    {
        var (severity, color) = diagnostic.IsError ? ("error", Red) : ("warning", Yellow);
        var place = diagnostic.Span.IsKnown ? $"{diagnostic.File}:{diagnostic.Span.Start}:" : $"{diagnostic.File}:";
        output.WriteLine($"{Paint(Bold, Harmless.Line(place))} {Paint(color, $"{severity} {diagnostic.Code}:")} {Harmless.Line(diagnostic.Message)}");
        if (source.Excerpt(diagnostic.Span) is { } excerpt)
        {
            output.WriteLine($"  {excerpt.Line}");
            output.WriteLine($"  {excerpt.Indent}{Paint(color, excerpt.Marker)}");
        }
    }

    private string Paint(string color, string text) => hasColor ? $"{color}{text}{Plain}" : text;
}
