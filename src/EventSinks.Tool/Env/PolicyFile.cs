using System.Text.Json;
using EventSinks.Policies;
using EventSinks.Tool.Terminal;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Tool.Env;

/// <summary>The operator's policy, from a file of its own.</summary>
internal static class PolicyFile
{
    /// <summary>Reads a policy.</summary>
    /// <param name="file">A JSON file whose keys are those of <see cref="SinkPolicy"/>; null for none.</param>
    /// <returns>The policy; null if no file was given.</returns>
    /// <exception cref="ToolException">The file cannot be read, or something is wrong with what it says.</exception>
    public static SinkPolicy? Read(FileInfo? file)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            using var stream = file.OpenRead();
            return SinkPolicy.FromConfiguration(new ConfigurationBuilder().AddJsonStream(stream).Build());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or JsonException)
        {
            throw new ToolException(ExitCode.WrongInput, Harmless.Line($"{file}: {error.Message}"), error);
        }
    }
}
