using EventSinks.Packages.Tests.Support;

namespace EventSinks.Packages.Tests.Packed.Programs;

/// <summary>A program that takes a plug-in's package for a library, as EventSinks.Core's README says it may.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed class RegisteredFactoryTests
{
    private const string Program = """
        using EventSinks;
        using EventSinks.Environments;
        using EventSinks.Local;

        await using var events = new StackEventsBuilder().AddSink<ConsoleSinkFactory>().Build();
        var identity = new StackIdentity("id", "teststack");
        var stack = await events.OpenAsync(identity, EnvironmentReader.Read("event_sinks: [{type: console}]"));
        await stack.PublishAsync(StackEvent.ForStack(identity, "CREATE", "COMPLETE"));
        await events.DrainAsync(CancellationToken.None);
        """;

    [Test]
    public async Task Program_ThatRegistersTheFactoryOfAPackage_DeliversAndHasNoPluginFolder()
    {
        const string Property = "<EventSinksPluginFolder>none</EventSinksPluginFolder>";
        Assert.That(Repository.Read("src/EventSinks.Core/README.md"), Does.Contain(Property).And.Contain("AddSink<ConsoleSinkFactory>()"));
        var folder = LocalFeed.NewFolder("Registered");
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Program);
        await File.WriteAllTextAsync(Path.Combine(folder, "Registered.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                {Property}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EventSinks.Core" Version="{LocalFeed.Version}" />
                <PackageReference Include="EventSinks.Local" Version="{LocalFeed.Version}" />
              </ItemGroup>
            </Project>
            """);

        var output = await LocalFeed.Dotnet(folder).RunAsync("run");

        Assert.That(output, Does.Contain("[teststack]: CREATE_COMPLETE"));
        Assert.That(Directory.Exists(Path.Combine(folder, "bin", "Debug", "net10.0", "plugins")), Is.False);
    }
}
