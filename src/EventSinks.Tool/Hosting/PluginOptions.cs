using System.CommandLine;

namespace EventSinks.Tool.Hosting;

/// <summary>The options of all commands that use plug-ins.</summary>
internal sealed class PluginOptions
{
    public PluginOptions() => Lock.Validators.Add(result =>
    {
        if (result.GetResult(Folders) is null)
        {
            result.AddError("--plugin-lock says how plug-ins have to be; name their folder with --plugins.");
        }
    });

    public Option<DirectoryInfo[]> Folders { get; } = new Option<DirectoryInfo[]>("--plugins")
    {
        HelpName = "DIR",
        Description = "A folder of plug-ins beside those that came with the tool: each in a folder of its own, Name/Name.dll. May be repeated.",
    }.AcceptExistingOnly();

    public Option<FileInfo> Lock { get; } = new Option<FileInfo>("--plugin-lock")
    {
        HelpName = "FILE",
        Description = "A file from \"plugins lock\". Only plug-ins of --plugins that are as it says are loaded, and none that came with the tool.",
    }.AcceptExistingOnly();

    public PluginChoice Choose(ParseResult parsed) =>
        new([.. (parsed.GetValue(Folders) ?? []).Select(static folder => folder.FullName)], parsed.GetValue(Lock)?.FullName);
}
