using EventSinks.Environments;
using EventSinks.Tool.Terminal;
using EventSinks.Yaml;

namespace EventSinks.Tool.Env;

/// <summary>Where environments come from: files, and the standard input.</summary>
internal static class EnvironmentInput
{
    /// <summary>What stands for the standard input on the command line.</summary>
    public const string StandardInput = "-";

    /// <summary>Gets what a file is called in diagnostics.</summary>
    public static string NameOf(string file) => file == StandardInput ? "<stdin>" : file;

    /// <summary>Refuses to read the standard input twice: there is nothing in it the second time.</summary>
    /// <exception cref="ToolException">It is named more than once.</exception>
    public static void RefuseTwice(params IEnumerable<string> files)
    {
        if (files.Count(static file => file == StandardInput) > 1)
        {
            throw new ToolException(ExitCode.Usage, "the standard input (-) can be read once only; name a file for the others");
        }
    }

    public static Task<EnvironmentReadResult> ReadAsync(string file, ToolConsole console) =>
        file == StandardInput ? ReadStandardInputAsync(console) : EnvironmentReader.TryReadFileAsync(file, cancellationToken: console.Stopping);

    private static async Task<EnvironmentReadResult> ReadStandardInputAsync(ToolConsole console)
    {
        var input = console.OpenIn();
        await using var closing = input.ConfigureAwait(false);

        // One byte more than an environment may have, so that reading it says so.
        var bytes = new byte[YamlLimits.Default.MaxBytes + 1];
        var count = await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, console.Stopping).ConfigureAwait(false);
        return EnvironmentReader.TryRead(bytes.AsMemory(0, count), NameOf(StandardInput));
    }
}
