/** A port for each of the three parties. */
export interface Ports {
    simulator: number;
    embed: number;
    demo: number;
}
/** Who may be told to use which port, and by which variable. */
export declare const portVariables: {
    readonly simulator: {
        readonly name: "DECK_SIMULATOR_PORT";
        readonly usual: 4320;
    };
    readonly embed: {
        readonly name: "DECK_EMBED_PORT";
        readonly usual: 4310;
    };
    readonly demo: {
        readonly name: "DECK_DEMO_PORT";
        readonly usual: 4300;
    };
};
/** The port that the environment names, else the usual one; a sentence when what it names is none. */
export declare function portFor(party: keyof Ports): number | string;
/** Whether nobody listens there, on any address of this machine. */
export declare function isFree(port: number): Promise<boolean>;
/** A port that nobody uses now; never the same one twice. */
export declare function freePort(): Promise<number>;
