namespace EventSinks.Packages.Tests.Packed.Templates;

/// <summary>Names that people give: what is made of each compiles, and has a sink type that a host takes.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed class TemplateNamesTests
{
    private static readonly Dictionary<string, string> SinkTypes = new(StringComparer.Ordinal)
    {
        ["Acme.Chat.Sink"] = "acme.chat.sink",
        ["acme-chat"] = "acme-chat",
        ["3scale.2sinks"] = "3scale.2sinks",
        ["my.event.class"] = "my.event.class",
        ["Müller.Senke"] = "m-ller.senke",
        ["События"] = "my-sink",
        ["EventSink"] = "eventsink",
        ["A" + nameof(TemplateNamesTests) + "WhoseNameIsLongerThanTheSixtyFourCharactersOfASinkType"] =
            "atemplatenamestestswhosenameislongerthanthesixtyfourcharactersof",
    };

    private TemplateHive _template = null!;
    private string _folder = "";

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        _folder = LocalFeed.NewFolder("Names");
        _template = await TemplateHive.InstallAsync(_folder);
    }

    [Test]
    public async Task Help_TellsTheOptions_AndNoneThatIsOfNoUse()
    {
        var help = await _template.CreateAsync("--help");
        var options = string.Join(' ', help[help.IndexOf("Template options:", StringComparison.Ordinal)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.That(options, Does.Contain("--sink-type").And.Contain("What users write after 'type:'").And.Contain("--event-sinks-version"));
        Assert.That(options, Does.Contain($"Default: {LocalFeed.Version}").And.Not.Contain("--param"));
    }

    // One assembly of all of them, because each build takes seconds; its name is that of the plug-in's folder.
    [Test]
    public async Task Created_ByAnyName_CompilesAndIsTakenByAHost()
    {
        foreach (var name in SinkTypes.Keys)
        {
            await _template.CreateAsync("--name", name);
        }

        await _template.CreateAsync("--name", "Given", "--sink-type", "Acme Chat_2");
        await File.WriteAllTextAsync(Path.Combine(_folder, "Names.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <EnableDynamicLoading>true</EnableDynamicLoading>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EventSinks.Testing" Version="{LocalFeed.Version}" />
                <Using Include="NUnit.Framework" />
                <!-- In one assembly, tests and plug-ins see one another's namespaces. -->
                <Using Include="System.ComponentModel.DescriptionAttribute" Alias="DescriptionAttribute" />
              </ItemGroup>
            </Project>
            """);

        await LocalFeed.Dotnet(_folder).RunAsync("build", "--nologo", "--output", "plugins/Names");
        var list = await (await LocalFeed.ToolAsync(_folder)).RunAsync("plugins", "list", "--plugins", "plugins");

        using (Assert.EnterMultipleScope())
        {
            foreach (var sinkType in SinkTypes.Values.Append("acme-chat-2"))
            {
                Assert.That(list, Does.Match($"(?m)^{sinkType.Replace(".", "\\.", StringComparison.Ordinal)} +Names +[0-9.]+ +available"));
            }

            Assert.That(list, Does.Not.Contain("ES3"));
        }
    }
}
