using EventSinks.Benchmarks.Harness;
using EventSinks.Benchmarks.Hostile;
using EventSinks.Benchmarks.Reading;
using EventSinks.Benchmarks.Storing;

namespace EventSinks.Benchmarks;

/// <summary>Answers questions about speed: <c>EventSinks.Benchmarks [--check] [--save FOLDER] [QUESTION]...</c></summary>
internal static class Program
{
    private static readonly IQuestion[] Questions = [new EnvironmentQuestion(), new HostileQuestion(), new StoreQuestion()];

    private static int Main(string[] args)
    {
        if (!CommandLine.TryParse(args, [.. Questions.Select(static question => question.Name)], Console.Error, out var command))
        {
            return 2;
        }

        var isMet = true;
        foreach (var question in Questions.Where(question => command.Includes(question.Name)))
        {
            var report = new Report(question, question.Ask());
            var text = report.ToMarkdown(Machine.Describe());
            Console.WriteLine(text);
            isMet &= report.IsMet;
            if (command.ResultsFolder is { } folder)
            {
                File.WriteAllText(Path.Combine(folder, $"{question.Name}.md"), text);
            }
        }

        return command.IsCheck && !isMet ? 1 : 0;
    }
}
