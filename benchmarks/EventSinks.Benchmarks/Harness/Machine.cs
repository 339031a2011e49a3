using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EventSinks.Benchmarks.Harness;

/// <summary>Says where and of what figures were taken.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} cores; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; commit {Commit()}";

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
                ?? RuntimeInformation.ProcessArchitecture.ToString()
            : RuntimeInformation.ProcessArchitecture.ToString();

    // With "+" where the working tree differs from the commit.
    private static string Commit()
    {
        try
        {
            return $"{Git("rev-parse", "--short=10", "HEAD")}{(Git("status", "--porcelain", "--untracked-files=no").Length > 0 ? "+" : "")}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no git here.
            return "unknown";
        }
    }

    private static string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output.Trim();
    }
}
