using System.CommandLine;

namespace EventSinks.Tool.Hosting;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write JSON for programs." };

    public static Option<string[]> Environments() => new("--environment", "-e")
    {
        HelpName = "FILE",
        Required = true,
        Description = "The environment that names the sinks. May be repeated; the files are merged in order.",
    };

    public static Argument<string[]> EnvironmentFiles(string description) =>
        new("FILE") { Description = description, Arity = ArgumentArity.OneOrMore };

    public static Option<string[]> Updates(string description) => new("--update")
    {
        HelpName = "FILE",
        Description = $"{description} May be repeated; several files are merged first, as one update.",
    };

    public static Option<string?> Project(string description) => new("--project") { HelpName = "ID", Description = description };

    /// <summary>A number of seconds, more than zero and at most a day.</summary>
    public static Option<double> Seconds(string name, double standard, string description)
    {
        var option = new Option<double>(name) { HelpName = "SECONDS", Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            // A text that is no number has its own complaint.
            if (result.Errors.Any() || result.Tokens.Count == 0 || !double.TryParse(result.Tokens[0].Value, out var seconds))
            {
                return;
            }

            if (!(seconds > 0 && seconds <= 86_400))
            {
                result.AddError($"{name} is more than 0 and at most 86400 seconds, but is {result.Tokens[0].Value}.");
            }
        });
        return option;
    }
}
