using EventSinks.Discovery;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Plugins;

/// <summary>Writes a lock file: whole or not at all, since a host that starts meanwhile would load nothing with half of one.</summary>
internal static class LockFile
{
    /// <summary>Writes a lock file.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="plugins">The lock.</param>
    /// <param name="folders">The plug-in folders that it is of.</param>
    /// <exception cref="ToolException">It cannot be written, or lies in a plug-in, which it would change.</exception>
    public static void Write(string output, PluginLock plugins, IEnumerable<string> folders)
    {
        try
        {
            var path = Path.GetFullPath(output);
            if (folders.Any(folder => LiesInAPlugin(Path.GetRelativePath(folder, path))))
            {
                throw new ToolException(ExitCode.WrongInput, $"{Harmless.Line(output)} lies in a plug-in, which would have a file too many; write the lock file elsewhere");
            }

            var unfinished = $"{path}.{Guid.NewGuid():N}";
            try
            {
                File.WriteAllText(unfinished, plugins.ToJson());
                File.Move(unfinished, path, overwrite: true);
            }
            finally
            {
                // It is still there if it could not be moved.
                File.Delete(unfinished);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException(ExitCode.WrongInput, $"{Harmless.Line(output)} cannot be written: {Harmless.Line(error.Message)}", error);
        }
    }

    private static bool LiesInAPlugin(string path) =>
        !Path.IsPathRooted(path) && path.Split(Path.DirectorySeparatorChar) is [var first, _, ..] && first != "..";
}
