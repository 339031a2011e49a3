using System.CommandLine;
using EventSinks.Discovery;
using EventSinks.Tool.Hosting;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Plugins;

/// <summary><c>plugins lock</c>: writes down how plug-ins are, with which a host loads nothing else; or says how they differ from that.</summary>
internal sealed class PluginsLockCommand(ToolConsole console)
{
    private readonly Option<DirectoryInfo[]> _folders = new Option<DirectoryInfo[]>("--plugins")
    {
        HelpName = "DIR",
        Required = true,
        Description = "A folder of plug-ins: each in a folder of its own, Name/Name.dll. May be repeated.",
    }.AcceptExistingOnly();

    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "The lock file to write, in place of the standard output. What it held before is lost.",
    };

    private readonly Option<FileInfo> _check = new Option<FileInfo>("--check")
    {
        HelpName = "FILE",
        Description = "Write nothing; say how the plug-ins differ from this lock file. Exit code 1 if they do.",
    }.AcceptExistingOnly();

    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command(
            "lock",
            "Writes a lock file: every file of all plug-ins of some folders with its size and SHA-256. A host that is given it loads nothing else. No code of a plug-in runs.")
        {
            _folders, _output, _check, _json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(_check) is not null && result.GetResult(_output) is not null)
            {
                result.AddError("--check writes nothing: leave --output out.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string[] folders = [.. parsed.GetRequiredValue(_folders).Select(static folder => folder.FullName)];
        try
        {
            var taken = PluginLock.Take(folders);
            if (parsed.GetValue(_check) is { } file)
            {
                return Check(PluginLock.Read(file.FullName), taken, file.FullName, parsed.GetValue(_json));
            }

            if (parsed.GetValue(_output) is { } output)
            {
                LockFile.Write(output, taken, folders);
                Report(taken, output, parsed.GetValue(_json));
            }
            else
            {
                console.Out.Write(taken.ToJson());
            }

            return ExitCode.AllWell;
        }
        catch (PluginLockException error)
        {
            throw new ToolException(ExitCode.WrongInput, Harmless.Line(error.Message), error);
        }
    }

    private int Check(PluginLock locked, PluginLock found, string file, bool asJson)
    {
        var differences = locked.Compare(found);
        if (asJson)
        {
            JsonOutput.Write(console.Out, differences);
        }
        else if (differences.Count == 0)
        {
            console.Out.WriteLine(Harmless.Line($"{Count(found)} as {file} has them."));
        }
        else
        {
            foreach (var difference in differences)
            {
                console.Out.WriteLine(Harmless.Line($"{difference.Plugin}: {difference.Code}: {difference.Message}"));
            }
        }

        return differences.Count == 0 ? ExitCode.AllWell : ExitCode.WrongInput;
    }

    private void Report(PluginLock taken, string output, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(console.Out, new { Output = output, taken.Plugins });
        }
        else
        {
            console.Out.WriteLine(Harmless.Line($"{Count(taken)} locked in {output}."));
        }
    }

    private static string Count(PluginLock plugins)
    {
        var files = plugins.Plugins.Sum(static plugin => plugin.Files.Count);
        return $"{plugins.Plugins.Count} plug-in{(plugins.Plugins.Count == 1 ? "" : "s")} with {files} file{(files == 1 ? "" : "s")}";
    }
}
