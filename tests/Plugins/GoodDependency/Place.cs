namespace GoodDependency;

/// <summary>Something that a plug-in uses and nobody else.</summary>
public static class Place
{
    public static string Name => "version 1";
}
