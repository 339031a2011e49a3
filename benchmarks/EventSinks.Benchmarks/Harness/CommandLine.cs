using System.Diagnostics.CodeAnalysis;

namespace EventSinks.Benchmarks.Harness;

/// <summary>What the command line asks for.</summary>
/// <param name="Questions">The questions by name; none for all of them.</param>
/// <param name="IsCheck">Whether the exit code says if the targets were met.</param>
/// <param name="ResultsFolder">Where to keep the answers, if they are to be kept.</param>
internal sealed record CommandLine(IReadOnlyList<string> Questions, bool IsCheck, string? ResultsFolder)
{
    public bool Includes(string question) => Questions.Count == 0 || Questions.Contains(question, StringComparer.Ordinal);

    /// <summary>Reads the command line; says what is wrong with it and what would be right.</summary>
    public static bool TryParse(
        IEnumerable<string> args, IReadOnlyCollection<string> known, TextWriter complaints, [NotNullWhen(true)] out CommandLine? command)
    {
        command = new CommandLine([], IsCheck: false, ResultsFolder: null);
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            command = arg switch
            {
                "--check" => command with { IsCheck = true },
                "--save" when rest.TryDequeue(out var folder) && Directory.Exists(folder) => command with { ResultsFolder = folder },
                _ when known.Contains(arg, StringComparer.Ordinal) => command with { Questions = [.. command.Questions, arg] },
                _ => null,
            };
            if (command is null)
            {
                complaints.WriteLine($"'{arg}' is no question and no option, or lacks its folder; known are {string.Join(", ", known)}, --check, --save FOLDER.");
                return false;
            }
        }

        return true;
    }
}
